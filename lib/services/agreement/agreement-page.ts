import type { AgreementFigure, AgreementReport, ClassAgreement } from '@/lib/contracts/agreement'
import type { AgreementView } from '@/lib/domain/agreement/agreement-view'

const pageSize = { classes: 25, pairs: 20 }

/** A report as a view asks for it: tables in its order, a page of each. */
export function agreementPage(report: AgreementReport, view: AgreementView) {
  const wanted = view.name.toLocaleLowerCase('en')
  const found = report.byClass.filter(({ name, group }) => {
    return name.toLocaleLowerCase('en').includes(wanted) || group.toLocaleLowerCase('en').includes(wanted)
  })
  const classes = found.sort(classOrder(view))
  const classPage = paged(classes, view.classPage, pageSize.classes)
  const pairPage = paged(report.pairs, view.pairPage, pageSize.pairs)
  return {
    ...report,
    byClass: classPage.rows,
    foundClassCount: classes.length,
    classCount: report.byClass.length,
    pairs: pairPage.rows,
    keptPairCount: report.pairs.length,
    /** The view with pages that there are. */
    view: { ...view, classPage: classPage.page, pairPage: pairPage.page },
    classPageCount: classPage.pageCount,
    pairPageCount: pairPage.pageCount,
  }
}

/** A page of rows; the last one where there are not so many. */
function paged<Row>(rows: readonly Row[], wanted: number, size: number) {
  const pageCount = Math.max(1, Math.ceil(rows.length / size))
  const page = Math.min(wanted, pageCount)
  return { page, pageCount, rows: rows.slice((page - 1) * size, page * size) }
}
export type AgreementPage = ReturnType<typeof agreementPage>

/** Undefined figures come last in both directions, and names decide between equals. */
function classOrder({ order, isDescending, measure }: AgreementView) {
  const sign = isDescending ? -1 : 1
  const byName = (one: ClassAgreement, other: ClassAgreement) => one.name.localeCompare(other.name, 'en')
  return (one: ClassAgreement, other: ClassAgreement): number => {
    if (order === 'name') return sign * byName(one, other)
    if (order === 'votes') return sign * (one.voteCount - other.voteCount) || byName(one, other)
    return compared(one[measure], other[measure], sign) || byName(one, other)
  }
}

function compared({ value: one }: AgreementFigure, { value: other }: AgreementFigure, sign: number): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return sign * (one - other)
}
