// The script that stands behind the markup of the rating page (components/rating/early-script.tsx). lib/cli/bundle.mjs
// makes one small file of it.
import { type EarlyStart, earlyAnswers } from './early-answers'

const start = document.currentScript?.dataset.start
if (start) window.earlyAnswers = earlyAnswers(JSON.parse(start) as EarlyStart)
