import { execFile } from 'node:child_process'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join, parse } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const exec = promisify(execFile)
const MACHINE_NOT_FILE = /^(javaldx: .*|Warning: failed to (launch|read path from) javaldx.*)$/

/** Runs a program that must have nothing to complain about and returns what it printed. */
const silently = async (program: string, words: string[]): Promise<string> => {
  const { stdout, stderr } = await exec(program, words, { maxBuffer: 64 << 20, timeout: 110_000 })
  const complaints = stderr.split('\n').filter((line) => line.trim() !== '' && !MACHINE_NOT_FILE.test(line))
  if (complaints.length > 0) throw new Error(`${program}: ${complaints.join('\n')}`)
  return stdout
}

/**
 * Opens files in LibreOffice and prints them as PDF into `folder`, under their whole name. Throws on any word but the
 * conversion itself.
 */
export const printInOffice = async (files: string[], folder: string): Promise<void> => {
  const profile = join(folder, '.profile')
  for (const kind of new Set(files.map((file) => parse(file).ext))) {
    const those = files.filter((file) => parse(file).ext === kind)
    const said = await silently('soffice', [
      `-env:UserInstallation=${pathToFileURL(profile)}`,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      join(folder, kind.slice(1)),
      ...those,
    ])
    const others = said.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('convert '))
    if (others.length > 0) throw new Error(`soffice: ${others.join('\n')}`)
  }
  await rm(profile, { recursive: true })
}

/**
 * What a reader of a PDF gets: its pages, its words without the spaces of the layout, whole and by page, what the file
 * says of itself, and one picture a page.
 */
export interface Paper {
  pages: number
  words: string
  byPage: string[]
  about: string
  pictures: string[]
}

/** Reads a PDF with poppler, which must find nothing wrong in it, and lays its pages as PNG into `folder`. */
export const readPaper = async (pdf: string, folder: string): Promise<Paper> => {
  await mkdir(folder, { recursive: true })
  const about = await silently('pdfinfo', [pdf])
  const pages = Number(/^Pages:\s+(\d+)$/m.exec(about)?.[1] ?? 0)
  const byPage = (await silently('pdftotext', [pdf, '-']))
    .split('\f')
    .slice(0, pages)
    .map((page) => page.replace(/\s+/g, ''))
  const name = basename(pdf, '.pdf')
  await silently('pdftoppm', ['-png', '-r', '60', '-l', '4', pdf, join(folder, name)])
  const pictures = (await readdir(folder))
    .filter((one) => one.startsWith(`${name}-`) && one.endsWith('.png'))
    .map((one) => join(folder, one))
  return { pages, words: byPage.join(''), byPage, about, pictures }
}

/** The words of a PDF in the order they were written, without spaces: a table row reads from left to right. */
export const wordsOfPdf = async (pdf: string): Promise<string> =>
  (await silently('pdftotext', ['-raw', pdf, '-'])).replace(/\s+/g, '')
