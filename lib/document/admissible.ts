import { blockKinds, isLinkTarget, maxIndent, plainMarkNames } from '#lib/domain/block.ts'
import { entities } from './records.ts'

/**
 * What a part may hold: the guard's table. Only names and values are judged here; who is whose
 * parent in an update is for the guard to resolve.
 *
 * A node of another name makes every editor delete it; text or a map at the root of a part makes
 * every editor throw, for ever. Neither may get in.
 */
type NodeRule = {
  /** Names of the elements that it may hold. */
  children: readonly string[]
  /** It may hold Y.XmlText. */
  holdsText: boolean
  attributes: Readonly<Record<string, (value: unknown) => boolean>>
}

const blocks = ['paragraph', 'table', 'horizontalRule']
const cell: NodeRule = {
  children: ['paragraph'],
  holdsText: false,
  attributes: {
    colspan: (value) => isIntegerWithin(value, 1, 50),
    rowspan: (value) => isIntegerWithin(value, 1, 500),
    colwidth: isColumnWidths,
    header: (value) => typeof value === 'boolean',
  },
}
const empty: NodeRule = { children: [], holdsText: false, attributes: {} }

const nodes: Readonly<Record<string, NodeRule>> = {
  paragraph: {
    children: ['hardBreak', 'mention'],
    holdsText: true,
    attributes: {
      kind: (value) => value === null || blockKinds.some((kind) => kind === value),
      indent: (value) => isIntegerWithin(value, 0, maxIndent),
      checked: (value) => typeof value === 'boolean',
    },
  },
  table: { ...empty, children: ['tableRow'] },
  tableRow: { ...empty, children: ['tableHeader', 'tableCell'] },
  tableHeader: cell,
  tableCell: cell,
  horizontalRule: empty,
  hardBreak: empty,
  mention: {
    ...empty,
    attributes: {
      id: (value) => isBoundedString(value, 100),
      label: (value) => isBoundedString(value, 200),
      entity: (value) => entities.some((entity) => entity === value),
    },
  },
}

/** The parent that stands for the fragment of a part itself. No node has this name. */
export const FRAGMENT = '#fragment'

/** Whether an element named `child` may stand directly in an element named `parent`. */
export function allowsElement(parent: string, child: string): boolean {
  if (parent === FRAGMENT) return blocks.includes(child)
  return nodeRule(parent)?.children.includes(child) === true
}

/** Whether a Y.XmlText may stand directly in an element named `parent`. */
export function allowsText(parent: string): boolean {
  return nodeRule(parent)?.holdsText === true
}

/** Whether an element named `node` may have this attribute with this value. */
export function allowsAttribute(node: string, name: string, value: unknown): boolean {
  const attributes = nodeRule(node)?.attributes ?? {}
  return Object.hasOwn(attributes, name) && attributes[name]?.(value) === true
}

/**
 * Whether a format of a Y.XmlText is one of ours. `null` ends or removes a mark.
 *
 * y-tiptap stores a mark under its name with its attributes as the value: `{}` for a plain one. It
 * suffixes names of marks that may overlap themselves with a hash; none of ours may.
 */
export function allowsMark(name: string, value: unknown): boolean {
  const isPlain = plainMarkNames.some((plain) => plain === name)
  if (!isPlain && name !== 'link') return false
  if (value === null) return true
  if (!isRecord(value)) return false
  const keys = Object.keys(value)
  if (isPlain) return keys.length === 0
  return keys.length === 1 && typeof value.href === 'string' && isLinkTarget(value.href)
}

function nodeRule(name: string): NodeRule | undefined {
  return Object.hasOwn(nodes, name) ? nodes[name] : undefined
}

function isIntegerWithin(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
}

function isBoundedString(value: unknown, max: number): boolean {
  return typeof value === 'string' && value.length <= max
}

function isColumnWidths(value: unknown): boolean {
  if (value === null) return true
  return (
    Array.isArray(value) &&
    value.length <= 50 &&
    value.every((width) => isIntegerWithin(width, 0, 5000))
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
