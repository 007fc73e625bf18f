import { isRunning } from './load.ts'
import { thingNote } from './things.ts'
import type { Work } from './work.ts'

/** What has to be said below a table so that nobody misreads it. */
export const notesOf = ({ reader, request, plan, things }: Work): string[] => {
  const split = plan.by.length > 0
  const onAxis = request.rows === 'time' || request.columns === 'time'
  return [
    isRunning(request.grain, onAxis ? plan.buckets.at(-1)! : plan.pin.bucket, reader.clock.local())
      ? '最后一个时段尚未结束，同比、环比均与上年、上期的同一进度比较。'
      : null,
    things ? thingNote(things, request) : null,
    split ? '分类数按同一口径逐类计算；去重计数与比率的各类之和不等于合计。' : null,
    split && request.measures.some((measure) => !['value', 'lastYear', 'yoy', 'pop'].includes(measure))
      ? '分类行列只提供本期、上年同期、同比、环比，其余见合计。'
      : null,
    request.measures.some((measure) => measure.startsWith('rank'))
      ? plan.peers
        ? '排名由好到差（无好坏方向的由高到低），统计区不参加排名。'
        : '选择下级区域后才有排名。'
      : null,
  ].filter((note) => note !== null)
}
