import { Command } from 'commander'
import { speakChinese } from './in-chinese.ts'

/**
 * What each command is made of is loaded only for whoever asks for it: a file is to be on the wall a second after it
 * was imported.
 */
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./commands/start.ts')).startCommand(),
  import: async () => (await import('./commands/import.ts')).importCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  docs: async () => (await import('./commands/docs.ts')).docsCommand(),
  regions: async () => (await import('./commands/regions.ts')).regionsCommand(),
  audit: async () => (await import('./commands/audit.ts')).auditCommand(),
  rules: async () => (await import('./commands/rules.ts')).rulesCommand(),
  users: async () => (await import('./commands/users.ts')).usersCommand(),
  'factor-key': async () => (await import('./commands/factor-key.ts')).factorKeyCommand(),
  tokens: async () => (await import('./commands/tokens.ts')).tokensCommand(),
}

/** The `yiping` command. What goes wrong is said in a line, not as a stack. */
export const run = async (argv: string[]): Promise<void> => {
  const program = new Command('yiping').description('一屏：城市大脑数字驾驶舱')
  const named = argv.slice(2).find((word) => word in COMMANDS)
  for (const [name, load] of Object.entries(COMMANDS))
    if (named === undefined || name === named) program.addCommand(await load())
  speakChinese(program)
  try {
    await program.parseAsync(argv)
  } catch (error) {
    process.stderr.write(
      `${process.env['YIPING_LOG'] === 'debug' && error instanceof Error ? error.stack : error instanceof Error ? error.message : String(error)}\n`,
    )
    // A server that cannot start has opened its data by then and would stay for ever: nobody could start the next one.
    if (named === 'start') process.exit(1)
    process.exitCode = 1
  }
}
