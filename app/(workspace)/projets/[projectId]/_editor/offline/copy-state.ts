/**
 * What this device holds of the document: nothing, all but what is being written, all, or not all
 * because there is no room left.
 */
export type CopyState = 'none' | 'writing' | 'kept' | 'full'
