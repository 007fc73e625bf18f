import { config } from 'zod'

// A page may not compile code out of text, and to try whether it may is an error in the console of every page.
config({ jitless: true })
