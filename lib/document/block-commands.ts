import type { RawCommands } from '@tiptap/core'
import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { type BlockKind, maxIndent } from '#lib/domain/block.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    /** Each changes attributes of the selected blocks, and nothing else. */
    blocks: {
      setKind: (kind: BlockKind | null) => ReturnType
      /** Back to running text when every selected block is of this kind. */
      toggleKind: (kind: BlockKind) => ReturnType
      indent: () => ReturnType
      outdent: () => ReturnType
      /** Checks the selected tasks, or unchecks them when all are checked. */
      toggleChecked: () => ReturnType
    }
  }
}

type FoundBlock = { node: ProseMirrorNode; pos: number }

/** The blocks of text that the selection touches, in order. */
export function selectedBlocks(state: Pick<EditorState, 'doc' | 'selection'>): FoundBlock[] {
  const found = new Map<number, FoundBlock>()
  for (const { $from, $to } of state.selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (node, pos) => {
      if (node.type.name === 'paragraph') found.set(pos, { node, pos })
      return !node.isTextblock
    })
  }
  return [...found.values()]
}

/** @returns false when no block would change. */
function change(
  tr: Transaction,
  blocks: FoundBlock[],
  { name, value }: { name: string; value: (node: ProseMirrorNode) => unknown },
): boolean {
  const changed = blocks.filter(({ node }) => node.attrs[name] !== value(node))
  // An attribute step, and not a replacement: positions and the words around stay as they are.
  for (const { node, pos } of changed) tr.setNodeAttribute(pos, name, value(node))
  return changed.length > 0
}

export const blockCommands: Partial<RawCommands> = {
  setKind:
    (kind) =>
    ({ tr }) =>
      change(tr, selectedBlocks(tr), { name: 'kind', value: () => kind }),

  toggleKind:
    (kind) =>
    ({ tr }) => {
      const blocks = selectedBlocks(tr)
      const all = blocks.every(({ node }) => node.attrs.kind === kind)
      return change(tr, blocks, { name: 'kind', value: () => (all ? null : kind) })
    },

  indent:
    () =>
    ({ tr }) =>
      change(tr, selectedBlocks(tr), {
        name: 'indent',
        value: (node) => Math.min(indentOf(node) + 1, maxIndent),
      }),

  outdent:
    () =>
    ({ tr }) =>
      change(tr, selectedBlocks(tr), {
        name: 'indent',
        value: (node) => Math.max(indentOf(node) - 1, 0),
      }),

  toggleChecked:
    () =>
    ({ tr }) => {
      const tasks = selectedBlocks(tr).filter(({ node }) => node.attrs.kind === 'task')
      const all = tasks.every(({ node }) => node.attrs.checked === true)
      return change(tr, tasks, { name: 'checked', value: () => !all })
    },
}

/** A block's indent, whatever an attribute of another client's holds. */
export function indentOf(node: ProseMirrorNode): number {
  const indent: unknown = node.attrs.indent
  return typeof indent === 'number' ? indent : 0
}
