import type { AnyExtension } from '@tiptap/core'
import { Bold } from '@tiptap/extension-bold'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { HorizontalRule } from '@tiptap/extension-horizontal-rule'
import { Italic } from '@tiptap/extension-italic'
import { Strike } from '@tiptap/extension-strike'
import { Subscript } from '@tiptap/extension-subscript'
import { Superscript } from '@tiptap/extension-superscript'
import { Text } from '@tiptap/extension-text'
import { Underline } from '@tiptap/extension-underline'
import { Clipboard } from './clipboard/clipboard.ts'
import { FlatParagraph } from './flat-paragraph.ts'
import { InsertBlocks } from './insert-blocks.ts'
import { Mention } from './mention.ts'
import { OneText } from './one-text.ts'
import { SafeLink } from './safe-link.ts'
import { SteadySelection } from './steady-selection.ts'
import { tables } from './tables.ts'

/**
 * The nodes and marks of a part, for editors and exports alike.
 *
 * `Document` is `block+`: after a colleague deletes everything, an empty paragraph stands. No
 * extension writes by itself (no trailing node, no history of its own): opening a part must not
 * change it. `OneText` only completes what its own editor has just written.
 */
export const documentExtensions: AnyExtension[] = [
  Document,
  Text,
  FlatParagraph,
  OneText,
  SteadySelection,
  InsertBlocks,
  Clipboard,
  HardBreak,
  HorizontalRule,
  Mention,
  ...tables,
  Bold,
  Italic,
  Underline,
  Strike,
  Superscript,
  Subscript,
  SafeLink,
]
