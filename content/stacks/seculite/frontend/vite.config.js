import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [vue()],
  // nginx serves this folder; Django's files have /static/ for themselves
  build: { outDir: 'dist', assetsDir: 'assets', emptyOutDir: true },
});
