/** Where the token is kept: the browser's `sessionStorage`, `localStorage`, or anything with these three. */
export type StorageLike = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * Keeps the sign-in token of one server.
 *
 * In the default storage, `sessionStorage`, each tab has a token of its own, or two tabs would evict each other. But a
 * duplicated tab gets a copy. So the token lies there only while the page is not shown (which includes a reload), and
 * a tab that is duplicated while somebody looks at it copies nothing.
 */
export class TokenStore {
  readonly #storage: StorageLike | null;
  readonly #key: string;
  readonly #page: Document | null;
  #token: string | null;

  constructor(url: string, storage: StorageLike | undefined) {
    this.#storage = storage ?? tabStorage();
    this.#key = `gameserver:${url}`;
    this.#page = storage === undefined && typeof document === "object" ? document : null;
    this.#token = this.#read();
    if (this.#page) {
      this.#page.addEventListener("visibilitychange", () => this.#write());
      globalThis.addEventListener("pagehide", () => this.#write(true));
      this.#write();
    }
  }

  /** The token, if there is one. */
  get token(): string | null {
    return this.#token;
  }

  set token(token: string | null) {
    this.#token = token;
    this.#write();
  }

  #read(): string | null {
    try {
      return this.#storage?.getItem(this.#key) ?? null;
    } catch {
      return null;
    }
  }

  #write(leaving = false): void {
    const kept = this.#page === null || leaving || this.#page.visibilityState === "hidden";
    try {
      if (this.#token !== null && kept) this.#storage?.setItem(this.#key, this.#token);
      else this.#storage?.removeItem(this.#key);
    } catch {
      // A full or forbidden storage costs the resume after a reload, nothing else.
    }
  }
}

function tabStorage(): StorageLike | null {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}
