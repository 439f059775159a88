const DAY = 24 * 60 * 60 * 1000

/** The moment so many days of 24 hours before another, as an ISO time in UTC. `to`: milliseconds since 1970. */
export function daysBefore(to: number, days: number): string {
  return new Date(to - days * DAY).toISOString()
}
