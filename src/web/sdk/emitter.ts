/** Ends a subscription; calling it again changes nothing. */
export type Unsubscribe = () => void;

/** Listeners by event name. Each subscription stands for itself: a function given twice is called twice. */
export class Emitter {
  readonly #listeners = new Map<string, Set<{ call: (params: never) => void }>>();

  /** Calls `listener` at each event of this name until the returned function is called. */
  on<T>(name: string, listener: (params: T) => void): Unsubscribe {
    const entry = { call: listener };
    let set = this.#listeners.get(name);
    if (!set) this.#listeners.set(name, (set = new Set()));
    set.add(entry);
    return () => {
      set.delete(entry);
      if (set.size === 0 && this.#listeners.get(name) === set) this.#listeners.delete(name);
    };
  }

  /** Calls the listeners of this name in the order of their subscription. */
  emit(name: string, params: unknown): void {
    const set = this.#listeners.get(name);
    if (!set) return;
    for (const listener of [...set]) {
      if (!set.has(listener)) continue;
      try {
        listener.call(params as never);
      } catch (error) {
        // A listener's mistake must reach the developer but not the line, nor the other listeners.
        report(error);
      }
    }
  }

  /** Forgets all listeners. */
  clear(): void {
    this.#listeners.clear();
  }
}

function report(error: unknown): void {
  if (typeof reportError === "function") reportError(error);
  else queueMicrotask(() => { throw error; });
}
