import { SaxesParser } from 'saxes'
import { breakOff, wordsOf } from '../break-off.ts'

interface XmlHandlers {
  open?: (name: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/**
 * Deeper than any sheet, and longer than any cell (Excel stops at 32,767 signs): whatever goes on is meant to fill the
 * memory.
 */
const DEEPEST = 100
const LONGEST_PIECE = 4 * 1_048_576

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Walks XML as it comes; names without their prefix. Yields after each chunk, so that the caller can hand on
 * what its handlers gathered. Entities other than XML's own five are an error, never expanded;
 * a document type, nesting without end and a piece without end break it off.
 */
export async function* walkXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser()
  let depth = 0
  let pending = 0
  const fail = (error: unknown): never => breakOff('truncated', `工作簿内容已损坏（${wordsOf(error)}）`)
  const took = (): void => void (pending = 0)
  parser.on('error', fail)
  parser.on('doctype', () => breakOff('format', '工作簿内含文档类型声明（DTD），不予读取'))
  parser.on('opentag', (tag) => {
    took()
    if ((depth += 1) > DEEPEST) breakOff('format', '工作簿内容嵌套过深，不予读取')
    handlers.open?.(local(tag.name), tag.attributes)
  })
  parser.on('text', (text) => {
    took()
    handlers.text?.(text)
  })
  parser.on('cdata', (text) => {
    took()
    handlers.text?.(text)
  })
  parser.on('closetag', (tag) => {
    took()
    depth -= 1
    handlers.close?.(local(tag.name))
  })
  const decoder = new TextDecoder()
  for await (const chunk of bytes) {
    pending += chunk.length
    if (pending > LONGEST_PIECE) breakOff('too-large', '工作簿中有过长的内容，不予读取')
    parser.write(decoder.decode(chunk, { stream: true }))
    yield
  }
  parser.write(decoder.decode()).close()
}

/** Walks the whole document. */
export const readXml = async (bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> => {
  for await (const _ of walkXml(bytes, handlers));
}
