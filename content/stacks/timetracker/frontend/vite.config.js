import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  server: {
    port: 5173,
    // another port would not be the one that Docker publishes
    strictPort: true,
  },
});
