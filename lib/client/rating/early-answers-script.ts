// The inline script after the markup of the rating page (components/rating/early-script.tsx). lib/cli/bundle.mjs
// bundles it into one small file.
import { type EarlyStart, earlyAnswers } from './early-answers'

const start = document.currentScript?.dataset.start
if (start) window.earlyAnswers = earlyAnswers(JSON.parse(start) as EarlyStart)
