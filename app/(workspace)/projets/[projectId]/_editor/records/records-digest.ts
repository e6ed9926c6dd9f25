import type { Project } from '#lib/domain/project.ts'

/**
 * A short text that is another one as soon as a record of the project says something else. The
 * page brings the digest of what its cards were made from: a window whose document has the same
 * needs no code to make them again.
 */
export function recordsDigest(project: Project): string {
  const { sections: _, templateId: _i, templateVersion: _v, status: _s, ...rest } = project
  const text = JSON.stringify(rest)
  return `${text.length}.${hash(text, 0x811c9dc5)}.${hash(text, 0x9747b28c)}`
}

/** FNV-1a, 32 bits. */
function hash(text: string, seed: number): string {
  let value = seed
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return (value >>> 0).toString(36)
}
