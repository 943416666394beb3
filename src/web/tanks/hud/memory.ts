/** What the page remembers from visit to visit; without storage it forgets. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`tanks.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`tanks.${key}`, value);
  } catch {
    // A private window may refuse: then it is not remembered.
  }
}
