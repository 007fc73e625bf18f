import type { Reject } from '../contract/index.ts'

/** What can be read; each is one file of this folder behind `openRows`. */
export const FORMATS = ['csv', 'json', 'ndjson', 'xlsx', 'parquet', 'relay'] as const
export type Format = (typeof FORMATS)[number]

/**
 * One row as delivered. `row` is the position below the header (or in the array), from 1; blank rows are
 * left out but counted, so that the number leads to the row in the file. `values` are plain JSON by header.
 */
export type RawRow = { row: number; values: Record<string, unknown> } | { row: number; broken: Reject }

/** Why a file as a whole could not be read, or not to its end. */
export interface FileProblem {
  kind: 'truncated' | 'interrupted' | 'encoding' | 'empty' | 'header' | 'format' | 'too-large'
  message: string
}

/** Headers: before the rows and for all of them (`fixed`), or new names met in the row that follows. */
export interface Columns {
  columns: string[]
  fixed: boolean
}

/**
 * What a file yields in order, some at a time: headers, rows and broken rows; a problem, if there is one, comes last.
 */
export type Parsed = RawRow | Columns | { problem: FileProblem }

export type Source = { stream: NodeJS.ReadableStream | AsyncIterable<Uint8Array> } | { path: string }

/** A cell of a workbook that holds something other than a plain value. */
export interface CellFault {
  fault: 'formula' | 'error' | 'merged'
  /** `C7` */
  cell: string
  /** The formula, the error or the merged range. */
  text: string
}

export interface OpenOptions {
  format: Format
  /** WHATWG label (`utf-8`, `gbk`, `gb18030`, `utf-16le`); without it UTF-8 and GBK are told apart. */
  charset?: string
  /** Set when the bytes are declared to be gzip; gzip is recognised without it too. */
  gzip?: boolean
  /** Name of the worksheet, or its position from 1; without it the first visible one. */
  sheet?: string
  /** Longest record in characters; longer ones are refused. */
  recordLimit?: number
  /** Most bytes read, after unpacking. */
  byteLimit?: number
}

/** Reads a Parquet file; the one format only the store's engine understands. */
export type ParquetRows = (path: string) => AsyncIterable<Record<string, unknown>[]>

export interface ParseDeps {
  parquetRows: ParquetRows
}
