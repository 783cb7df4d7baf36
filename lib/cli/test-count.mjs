/** Counts the results in vitest's JSON report; a run that failed outside its tests counts as one failure. */
export function vitestCount(report, isSuccess) {
  const failed = report.numFailedTests
  return {
    failures: vitestFailures(report),
    passed: report.numPassedTests,
    failed: failed === 0 && !isSuccess ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Lists failed tests, and files that failed to load, in vitest's JSON report: name, then errors. */
const vitestFailures = (report) =>
  report.testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    const tests = failed.map(({ fullName, failureMessages }) => [`${name}: ${fullName}`, ...failureMessages].join('\n'))
    return message && failed.length === 0 ? [`${name}\n${message}`] : tests
  })

/** Lists failed tests, including flaky ones, in Playwright's JSON report: name, then errors. */
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

/** Counts the results in Playwright's JSON report; a test that passes only when retried has failed. */
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

export function summaryLine(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`
}
