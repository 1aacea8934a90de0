import {StrictMode, useState} from 'react';
import {createRoot} from 'react-dom/client';

const api = import.meta.env.VITE_API_BASE_URL;

function Growth() {
  const [population, setPopulation] = useState(null);

  async function predict(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const answer = await fetch(`${api}/predictions/growth`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({
        population: Number(form.get('population')),
        yearly_change: Number(form.get('percent')) / 100,
        years: Number(form.get('years')),
      }),
    });
    setPopulation((await answer.json()).population);
  }

  return (
    <form onSubmit={predict}>
      <label>Population <input name="population" type="number" min="1" required /></label>
      <label>Change a year, % <input name="percent" type="number" step="0.1" required /></label>
      <label>Years <input name="years" type="number" min="1" max="50" required /></label>
      <button>Predict</button>
      {population !== null && <output>{population}</output>}
    </form>
  );
}

createRoot(document.getElementById('root')).render(<StrictMode><Growth /></StrictMode>);
