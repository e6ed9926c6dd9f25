/** A database that takes longer is as good as away: others should get the work. */
const probeMs = 1_000

export type ReadinessOptions = {
  readonly isDraining: () => boolean
  /** Stores something; never rejects. */
  readonly canStore: () => Promise<boolean>
}

/**
 * Whether this process can take work: the database stores within a second, and nobody asked it to
 * stop (D1). One probe at a time, however often it is asked: a database that is stuck gets no more.
 */
export function readiness({ isDraining, canStore }: ReadinessOptions): () => Promise<boolean> {
  let probe: Promise<boolean> | null = null
  return async () => {
    if (isDraining()) return false
    probe ??= canStore().finally(() => {
      probe = null
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), probeMs)
    })
    const answer = await Promise.race([probe, late])
    clearTimeout(timer)
    return answer && !isDraining()
  }
}
