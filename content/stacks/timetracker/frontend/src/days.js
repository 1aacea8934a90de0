/** Days change at midnight in Warsaw, wherever the browser is. The Swedish form of a date is 2025-03-15. */
export function today() {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Warsaw" }).format(new Date());
}

export function clock(moment) {
  const form = { timeZone: "Europe/Warsaw", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return moment ? new Intl.DateTimeFormat("en-GB", form).format(new Date(moment)) : "…";
}
