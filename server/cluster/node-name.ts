/** Two nodes never share one: containers have the same process numbers, and machines can have one name. */
export function newNodeName(): string {
  return crypto.randomUUID().slice(0, 13)
}
