/** Listeners that are told one after the other. */
export const createListeners = () => {
  const listeners: (() => void)[] = []
  return {
    add: (listener: () => void): void => void listeners.push(listener),
    tell: (): void => listeners.forEach((listener) => listener()),
  }
}
