import type { Problem } from '../contract/index.ts'
import type { FileProblem } from '../parse/index.ts'

export const MOST_BYTES = 64 * 1_048_576
export const MOST_ROWS = 100_000

const list = (names: readonly string[]): string => names.map((name) => `“${name}”`).join('、')

/** Why a delivery as a whole is not taken, in words for who sent it; nothing of it is stored. */
export const problems = {
  unknownDataset: (id: string, nearest: readonly string[]): Problem => ({
    type: '/problems/unknown-dataset',
    title: '没有这个数据资源',
    status: 404,
    field: 'dataset',
    detail: `没有编号为“${id}”的数据资源`,
    hint: nearest.length > 0 ? `现有：${nearest.join('、')}` : '请核对编号',
  }),
  derivedDataset: (title: string, from: string): Problem => ({
    type: '/problems/derived-dataset',
    title: '该数据资源由系统计算得出',
    status: 409,
    field: 'dataset',
    detail: `“${title}”由 ${from} 计算得出，不接收报送`,
    hint: `请报送 ${from}`,
  }),
  ownDataset: (title: string): Problem => ({
    type: '/problems/own-dataset',
    title: '该数据资源由系统自动写入',
    status: 409,
    field: 'dataset',
    detail: `“${title}”由系统随预警和办理过程自动写入，不接收外部报送，没有保存任何数据`,
    hint: '要改变其中的内容，请在系统中办理相应的预警或事件',
  }),
  unknownFormat: (what: string): Problem => ({
    type: '/problems/unknown-format',
    title: '不认识的文件格式',
    status: 415,
    field: 'Content-Type',
    detail: `不能识别“${what}”`,
    hint: '可报送 NDJSON（application/x-ndjson）、JSON 数组（application/json）、CSV（text/csv）、XLSX 和 Parquet',
  }),
  unreadable: (problem: FileProblem): Problem => ({
    type: '/problems/unreadable-file',
    title: '文件无法读取',
    status: 422,
    detail: problem.message,
    hint: UNREADABLE[problem.kind],
  }),
  interrupted: (problem: FileProblem): Problem => ({
    type: '/problems/incomplete-body',
    title: '没有收完',
    status: 400,
    detail: `${problem.message}，没有保存任何数据`,
    hint: '请重新发送；使用同一个 Idempotency-Key 不会重复入库',
  }),
  tooLarge: (detail: string): Problem => ({
    type: '/problems/too-large',
    title: '一次报送的数据过多',
    status: 413,
    detail: `${detail}，没有保存任何数据`,
    hint: `一次最多 ${MOST_BYTES / 1_048_576} MB（解压后）、${MOST_ROWS / 10_000} 万行；请拆分后再送，或用 yiping import 导入，它会自动分批`,
  }),
  missingHeaders: (missing: readonly string[], ignored: readonly string[]): Problem => ({
    type: '/problems/missing-columns',
    title: '表头缺少已声明的列',
    status: 422,
    field: missing[0]!,
    detail: `缺少 ${list(missing)}${ignored.length > 0 ? `；文件中未声明的列有 ${list(ignored.slice(0, 20))}` : ''}`,
    hint: '请核对表头是否写错；确实没有数据的列请保留表头、内容留空',
  }),
  duplicateHeaders: (names: readonly string[]): Problem => ({
    type: '/problems/duplicate-columns',
    title: '表头有重名的列',
    status: 422,
    field: names[0]!,
    detail: `${list(names)} 出现了不止一次，无法确定以哪一列为准`,
    hint: '请删除或改名多余的列后再送',
  }),
  schematicOutlines: (title: string): Problem => ({
    type: '/problems/schematic-outlines',
    title: '示意边界不能用于定位',
    status: 409,
    field: 'region',
    detail: `“${title}”按点位确定区域，而现有边界只是示意，会把点位归入错误的村社`,
    hint: '请先用 yiping regions import 导入正式边界，或在数据中提供区域代码',
  }),
  unusableTable: (detail: string): Problem => ({
    type: '/problems/unusable-dataset',
    title: '数据资源的定义与已有数据冲突',
    status: 409,
    field: 'dataset',
    detail,
    hint: '请联系平台管理员',
  }),
  busy: (): Problem => ({
    type: '/problems/store-busy',
    title: '正在入库的数据过多',
    status: 503,
    detail: '没有保存任何数据',
    hint: '请稍后用同一个 Idempotency-Key 重发',
  }),
}

const UNREADABLE: Record<FileProblem['kind'], string> = {
  truncated: '请重新导出或重新传输完整的文件',
  interrupted: '请重新发送',
  encoding: '请另存为 UTF-8，或说明文件的字符集（--encoding gbk）',
  empty: '请核对是否选错了文件或工作表',
  header: '请整理为一行表头、一列一名后再送',
  format: '请核对文件内容与扩展名或 Content-Type 是否一致',
  'too-large': '请拆分后再送',
}
