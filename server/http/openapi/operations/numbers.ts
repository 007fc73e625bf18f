import {
  cellsQuerySchema,
  explainQuerySchema,
  indicatorPictureSchema,
  outlinesQuerySchema,
  regionsQuerySchema,
  screenPictureSchema,
} from '../../../contract/index.ts'
import type { Operation } from './operation.ts'

/** Numbers, where they come from, and the screens and pictures that show them. */
export const NUMBERS: readonly Operation[] = [
  { method: 'get', path: '/api/v1/catalog', summary: '指标、数据资源和驾驶舱的定义', answers: 'CatalogAnswer' },
  { method: 'get', path: '/api/v1/regions', summary: '区划树', query: regionsQuerySchema, answers: 'RegionsAnswer' },
  {
    method: 'get',
    path: '/api/v1/outlines',
    summary: '区域及其下级的边界（TopoJSON，WGS 84）',
    query: outlinesQuerySchema,
    answers: 'Topology',
  },
  {
    method: 'get',
    path: '/api/v1/indicators/{id}/cells',
    summary: '指标值：区域 × 时段',
    query: cellsQuerySchema,
    answers: 'CellsAnswer',
  },
  {
    method: 'get',
    path: '/api/v1/indicators/{id}/cells.csv',
    summary: '同上，CSV 文件（UTF-8 BOM，可供 Excel 的 Power Query 直接读取）',
    query: cellsQuerySchema,
    answers: 'CSV',
  },
  {
    method: 'get',
    path: '/api/v1/indicators/{id}/cells.xlsx',
    summary: '同上，Excel 工作簿：数据、口径、质量',
    query: cellsQuerySchema,
    answers: 'XLSX',
  },
  {
    method: 'get',
    path: '/api/v1/indicators/{id}/cells.parquet',
    summary: '同上，Parquet 文件',
    query: cellsQuerySchema,
    answers: 'Parquet',
  },
  {
    method: 'get',
    path: '/api/v1/indicators/{id}/explain',
    summary: '口径卡：一个数从哪里来',
    query: explainQuerySchema,
    answers: 'Explanation',
  },
  {
    method: 'get',
    path: '/api/v1/indicators/{id}/causes',
    summary: '一个数由哪些事件和预警构成，各自拉高或拉低多少',
    query: explainQuerySchema,
    answers: 'CausesAnswer',
  },
  {
    method: 'get',
    path: '/api/v1/screens/{screen}/view',
    summary: '一个驾驶舱画面的全部内容',
    query: outlinesQuerySchema,
    answers: 'View',
  },
  {
    method: 'get',
    path: '/api/v1/indicators/{id}/picture.png',
    summary: '一个指标的图：一处的走势，或（children）各区域由好到差；width、height 为像素',
    query: indicatorPictureSchema,
    answers: 'PNG',
  },
  {
    method: 'get',
    path: '/api/v1/screens/{screen}/picture.png',
    summary: '整个驾驶舱或其一个面板（panel，如 left.0）的图，由服务器绘制',
    query: screenPictureSchema,
    answers: 'PNG',
  },
]
