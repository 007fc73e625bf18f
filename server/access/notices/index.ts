export { createNotices, type Notice, type Notices, type Told } from './notices.ts'
export { tellNotice, type NoticeNames } from './words.ts'
