import { SaxesParser } from 'saxes'
import { breakOff, wordsOf } from '../break-off.ts'

export interface XmlHandlers {
  open?: (name: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Walks XML as it comes; names without their prefix. Yields after each chunk, so that the caller can hand on
 * what its handlers gathered. Entities other than XML's own five are an error, never expanded.
 */
export async function* walkXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser()
  const fail = (error: unknown): never => breakOff('truncated', `工作簿内容已损坏（${wordsOf(error)}）`)
  parser.on('error', fail)
  parser.on('opentag', (tag) => handlers.open?.(local(tag.name), tag.attributes))
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)))
  const decoder = new TextDecoder()
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }))
    yield
  }
  parser.write(decoder.decode()).close()
}

/** Walks the whole document. */
export const readXml = async (bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> => {
  for await (const _ of walkXml(bytes, handlers));
}
