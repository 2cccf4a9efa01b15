const KEY = 'foldback.author';
export const LONGEST_NAME = 60;

/** Who writes here. Remembered in this browser; there are no accounts yet. */
class Author {
  name: string = $state(read());

  remember(name: string): void {
    this.name = name;
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // A private window may refuse: the name lives as long as the page then.
    }
  }
}

function read(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

export const author = new Author();
