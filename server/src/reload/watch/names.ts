/**
 * The names of the files in a folder. Most folders of a tree never change while it is watched: until
 * somebody asks, the names are one text, a tenth of what a set takes.
 */
export class Names {
  #packed = '';
  #set: Set<string> | undefined;

  /** From now on these and no others. */
  replace(names: Iterable<string>): void {
    // No name has a slash. A copy, as the text that `join` makes may hold on to its parts.
    this.#packed = Buffer.from([...names].join('/')).toString();
    this.#set = undefined;
  }

  has(name: string): boolean {
    return this.#open().has(name);
  }

  add(name: string): void {
    this.#open().add(name);
  }

  delete(name: string): boolean {
    return this.#open().delete(name);
  }

  all(): readonly string[] {
    return this.#set === undefined ? unpacked(this.#packed) : [...this.#set];
  }

  #open(): Set<string> {
    this.#set ??= new Set(unpacked(this.#packed));
    this.#packed = '';
    return this.#set;
  }
}

const unpacked = (text: string): string[] => (text === '' ? [] : text.split('/'));
