const base = import.meta.env.VITE_API_BASE_URL ?? '/api';

/** The scans of the signed-in user, newest first. */
export async function listScans() {
  const response = await fetch(`${base}/scans/`, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`the API answered ${response.status}`);
  return response.json();
}
