import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, Navigate, RouterProvider } from "react-router-dom";

import { Day } from "./Day.jsx";
import { today } from "./days.js";

const router = createBrowserRouter([
  { path: "/", element: <Navigate to={`/day/${today()}`} replace /> },
  { path: "/day/:day", element: <Day /> },
]);

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
