/** What vitest's JSON report counted; a run that failed outside its tests counts as one failure. */
export function vitestCount(report, isSuccess) {
  const failed = report.numFailedTests
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !isSuccess ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** What Playwright's JSON report counted; a test that passes only when repeated has failed. */
export function playwrightCount({ stats }, isSuccess) {
  const failed = stats.unexpected + stats.flaky
  return { passed: stats.expected, failed: failed === 0 && !isSuccess ? 1 : failed, skipped: stats.skipped }
}

export const checkCount = (isSuccess) => ({ passed: isSuccess ? 1 : 0, failed: isSuccess ? 0 : 1, skipped: 0 })

/** The one last line over all runners. */
export function summaryLine(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`
}
