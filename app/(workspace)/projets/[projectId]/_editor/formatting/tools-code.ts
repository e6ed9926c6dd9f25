import { Bubbles } from './bubbles.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { TableDialog } from './table-dialog.tsx'
import { Toolbar } from './toolbar.tsx'
import { TypedMenuList } from './typed-menu-list.tsx'

/** What stands around a text that is being written: loaded when a person first enters one. */
export const toolsCode = { Bubbles, LinkDialog, TableDialog, Toolbar, TypedMenuList }
