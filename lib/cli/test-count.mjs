/** What vitest's JSON report counted; a run that failed outside its tests counts as one failure. */
export function vitestCount(report, isSuccess) {
  const failed = report.numFailedTests
  return {
    failures: vitestFailures(report),
    passed: report.numPassedTests,
    failed: failed === 0 && !isSuccess ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** One paragraph for each failed test and each file that failed to load in vitest's JSON report: its name, then its errors. */
const vitestFailures = (report) =>
  report.testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    const tests = failed.map(({ fullName, failureMessages }) => [`${name}: ${fullName}`, ...failureMessages].join('\n'))
    return message && failed.length === 0 ? [`${name}\n${message}`] : tests
  })

/** One paragraph for each test that failed, at once or only at first, in Playwright's JSON report: its name, then its errors. */
function playwrightFailures(report) {
  const ofSuite = (suite) => [
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ projectName, results }) =>
          [
            `${spec.file}:${spec.line}: ${spec.title} (${projectName})`,
            ...results.flatMap(({ errors }) => errors.map(({ message }) => message)),
          ].join('\n'),
        ),
    ),
    ...(suite.suites ?? []).flatMap(ofSuite),
  ]
  return [...report.errors.map(({ message }) => message), ...report.suites.flatMap(ofSuite)]
}

/** What Playwright's JSON report counted; a test that passes only when repeated has failed. */
export function playwrightCount(report, isSuccess) {
  const { stats } = report
  const failed = stats.unexpected + stats.flaky
  return {
    failures: playwrightFailures(report),
    passed: stats.expected,
    failed: failed === 0 && !isSuccess ? 1 : failed,
    skipped: stats.skipped,
  }
}

export const checkCount = (isSuccess) => ({
  failures: [],
  passed: isSuccess ? 1 : 0,
  failed: isSuccess ? 0 : 1,
  skipped: 0,
})

/** The one last line over all runners. */
export function summaryLine(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`
}
