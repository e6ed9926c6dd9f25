/** Now, in milliseconds since the epoch. Passed in so that a test decides what time it is. */
export type Clock = () => number

export const systemClock: Clock = () => Date.now()
