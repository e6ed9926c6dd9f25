import * as Y from 'yjs'
import type { DecodedUpdate } from './decoded-update.ts'
import { childPlace, GONE, type Place, rootPlace } from './place.ts'
import { UpdateRefused } from './refusal.ts'

/** Where a struct would stand: in which type, and under which key (null in a list). */
export type Position = {
  readonly place: Place
  readonly key: string | null
  /** Tells one type from another: the type in the document, the item that makes it, or a root's name. */
  readonly parent: unknown
}

const nowhere: Position = { place: GONE, key: null, parent: null }

/**
 * Finds the real parent and key of each struct of one update. An item with an origin carries no
 * parent: it stands where its neighbour stands, in the document or earlier in the same update.
 */
export class PlaceResolver {
  readonly #doc: Y.Doc
  readonly #update: DecodedUpdate
  readonly #sections: ReadonlySet<string>
  readonly #positions = new Map<Y.Item, Position>()

  constructor(doc: Y.Doc, update: DecodedUpdate, sections: ReadonlySet<string>) {
    this.#doc = doc
    this.#update = update
    this.#sections = sections
  }

  /**
   * To be called in integration order: what an item depends on was resolved before it.
   *
   * @throws {UpdateRefused} undeclared root, or neighbours that stand in different places.
   */
  resolve(item: Y.Item): Position {
    const position = this.#resolve(item)
    this.#continues(item, position)
    this.#positions.set(item, position)
    return position
  }

  /** Yjs appends the new end of an item that it has in part to that part, wherever that stands. */
  #continues(item: Y.Item, position: Position): void {
    const known = Y.getState(this.#doc.store, item.id.client)
    if (item.id.clock >= known) return
    const before = this.#positionOf(this.#find(Y.createID(item.id.client, known - 1)))
    // What stood in a collected parent is collected as it comes.
    if (before.place === GONE && position.place === GONE) return
    if (before.parent !== position.parent || before.key !== position.key) {
      throw new UpdateRefused('malformed', 'continues something else')
    }
  }

  #resolve(item: Y.Item): Position {
    const parent: unknown = item.parent
    if (typeof parent === 'string') return { ...this.#root(parent), key: item.parentSub }
    if (parent instanceof Y.ID) return { ...this.#inside(parent), key: item.parentSub }
    return this.#beside(item)
  }

  #root(name: string): Position {
    const place = rootPlace(name, this.#sections)
    if (place === null) throw new UpdateRefused('undeclared_root', 'no such root')
    return { place, key: null, parent: name }
  }

  /** Inside the type that the item with this id makes. */
  #inside(id: Y.ID): Position {
    const owner = this.#find(id)
    if (owner instanceof Y.GC || owner.content instanceof Y.ContentDeleted) return nowhere
    if (!(owner.content instanceof Y.ContentType)) {
      throw new UpdateRefused('wrong_place', 'inside something that holds nothing')
    }
    const { type } = owner.content
    const own = this.#positions.get(owner)
    if (own === undefined) return { place: this.#placeInDocument(type), key: null, parent: type }
    const place = childPlace(own.place, own.key, type, true)
    if (place === null) throw new UpdateRefused('wrong_place', 'inside a type out of its place')
    return { place, key: null, parent: place === GONE ? null : owner }
  }

  #beside(item: Y.Item): Position {
    const neighbours = [item.origin, item.rightOrigin]
      .filter((id) => id !== null)
      .map((id) => this.#positionOf(this.#find(id)))
    const [first, second] = neighbours
    if (first === undefined) throw new UpdateRefused('malformed', 'no parent')
    if (second === undefined) return first
    if (first.place === GONE || second.place === GONE) return nowhere
    if (first.parent !== second.parent || first.key !== second.key) {
      throw new UpdateRefused('wrong_place', 'between neighbours of different parents')
    }
    return first
  }

  #positionOf(struct: Y.Item | Y.GC): Position {
    if (struct instanceof Y.GC) return nowhere
    const own = this.#positions.get(struct)
    if (own !== undefined) return own
    const parent: unknown = struct.parent
    if (!(parent instanceof Y.AbstractType)) return nowhere
    const type = this.#sameAsRoot(parent)
    return { place: this.#placeInDocument(parent), key: struct.parentSub, parent: type }
  }

  /** The update names a root by its name, the document by its type. */
  #sameAsRoot(type: Y.AbstractType<unknown>): unknown {
    return type._item === null ? Y.findRootTypeKey(type) : type
  }

  #placeInDocument(type: Y.AbstractType<unknown>): Place {
    const item = type._item
    if (item === null) return this.#root(Y.findRootTypeKey(type)).place
    const parent: unknown = item.parent
    if (!(parent instanceof Y.AbstractType)) return GONE
    const place = childPlace(this.#placeInDocument(parent), item.parentSub, type, false)
    if (place === null) throw new UpdateRefused('wrong_place', 'inside a type out of its place')
    return place
  }

  /** From the document where it has it: what the update repeats was judged when it came. */
  #find(id: Y.ID): Y.Item | Y.GC {
    if (id.clock < Y.getState(this.#doc.store, id.client)) return Y.getItem(this.#doc.store, id)
    const struct = this.#update.find(id)
    if (struct === undefined) throw new UpdateRefused('malformed', 'depends on nothing')
    return struct
  }
}
