import { useCallback, useEffect, useState } from "react";
import { useParams } from "react-router-dom";

import { fetchDay, startTimer, stopTimer } from "./api.js";
import { clock } from "./days.js";

export function Day() {
  const { day } = useParams();
  const [entries, setEntries] = useState([]);
  const [problem, setProblem] = useState("");

  const load = useCallback(async () => {
    try {
      setEntries((await fetchDay(day)).entries);
      setProblem("");
    } catch (error) {
      setProblem(error.message);
    }
  }, [day]);

  useEffect(() => {
    load();
  }, [load]);

  const act = (action) => async () => {
    try {
      await action();
      await load();
    } catch (error) {
      setProblem(error.message);
    }
  };

  return (
    <main>
      <h1>{day}</h1>
      {problem && <p role="alert">{problem}</p>}
      <button onClick={act(() => startTimer(""))}>Start</button>
      <button onClick={act(stopTimer)}>Stop</button>
      <ol>
        {entries.map((entry) => (
          <li key={entry.id}>
            {clock(entry.started_at)}–{clock(entry.stopped_at)} {entry.note}
          </li>
        ))}
      </ol>
    </main>
  );
}
