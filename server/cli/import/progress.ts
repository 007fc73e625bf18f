const WIDTH = 24

/** What the progress line is written to. */
export interface Terminal {
  write: (text: string) => unknown
  isTTY?: boolean
}

const bar = (share: number): string => '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')

/** A line that says how far a file has come: redrawn on a terminal, a line for each tenth elsewhere. */
export const createProgress = (terminal: Terminal, totalBytes: number) => {
  let tenth = -1
  return {
    show: (bytes: number, rows: number): void => {
      const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes)
      const line = `${bar(share)} ${String(Math.floor(share * 100)).padStart(3)}%  ${rows} 行`
      if (terminal.isTTY === true) terminal.write(`\r${line}`)
      else if (Math.floor(share * 10) > tenth) {
        tenth = Math.floor(share * 10)
        terminal.write(`${line}\n`)
      }
    },
    done: (): void => {
      if (terminal.isTTY === true) terminal.write('\n')
    },
  }
}
