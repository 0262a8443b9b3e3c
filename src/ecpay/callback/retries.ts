/** The seconds that the platform waits after each failed delivery: 15 retries, so 16 deliveries. Source: official. */
export const RETRY_SECONDS: readonly number[] = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600
]
