import { Command } from 'commander'
import { auditCommand } from './commands/audit.ts'
import { checkCommand } from './commands/check.ts'
import { docsCommand } from './commands/docs.ts'
import { importCommand } from './commands/import.ts'
import { regionsCommand } from './commands/regions.ts'
import { rulesCommand } from './commands/rules.ts'
import { startCommand } from './commands/start.ts'
import { tokensCommand } from './commands/tokens.ts'
import { usersCommand } from './commands/users.ts'

/** The `yiping` command. What goes wrong is said in a line, not as a stack. */
export const run = async (argv: string[]): Promise<void> => {
  const program = new Command('yiping').description('一屏：城市大脑数字驾驶舱').showHelpAfterError()
  for (const command of [startCommand(), importCommand(), checkCommand(), docsCommand(), regionsCommand(), auditCommand(), rulesCommand(), usersCommand(), tokensCommand()]) program.addCommand(command)
  try {
    await program.parseAsync(argv)
  } catch (error) {
    process.stderr.write(`${process.env['YIPING_LOG'] === 'debug' && error instanceof Error ? error.stack : error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
