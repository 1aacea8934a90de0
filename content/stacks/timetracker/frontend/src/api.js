// ends without a slash: http://localhost:8000/api or /api
const base = import.meta.env.VITE_API_BASE_URL;

function csrfToken() {
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : "";
}

async function call(path, options) {
  // the session cookie belongs to another origin in development
  const answer = await fetch(base + path, { credentials: "include", ...options });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error);
  return body;
}

function post(path, body = {}) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken() };
  return call(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export const fetchDay = (day) => call(`/days/${day}/`);
export const startTimer = (note) => post("/timer/start/", { note });
export const stopTimer = () => post("/timer/stop/");
