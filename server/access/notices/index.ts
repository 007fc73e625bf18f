export { createNotices, type Notice, type Notices, type Told } from './notices.ts'
export { tellNotice } from './words.ts'
