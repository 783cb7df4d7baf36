// Inline script of the rating page (components/rating/early-script.tsx), bundled into one file by lib/cli/bundle.mjs.
import { type EarlyStart, earlyAnswers } from './early-answers'

const start = document.currentScript?.dataset.start
if (start) window.earlyAnswers = earlyAnswers(JSON.parse(start) as EarlyStart)
