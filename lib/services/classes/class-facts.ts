import type { AgreementFigures, ClassAgreement } from '@/lib/contracts/agreement'
import type { ClassFacts, ClassFigures } from '@/lib/contracts/classes/class'
import type { Class } from '@/lib/db/generated/client'
import { classSharesOf } from './counted-share'

export function classFactsOf(
  row: Class,
  { figures, agreement }: { figures: ClassFigures | null; agreement: ClassAgreement | null },
): ClassFacts {
  return {
    index: row.classIndex ?? -1,
    id: row.id,
    name: row.name,
    otherNames: row.otherNames,
    externalId: row.externalId,
    gloss: row.gloss,
    wikipediaUrl: row.wikipediaUrl,
    path: row.path,
    note: row.note,
    figures,
    shares: figures && classSharesOf(figures),
    agreement: agreement && withoutClass(agreement),
  }
}

function withoutClass({ classId: _, name: __, group: ___, ...figures }: ClassAgreement): AgreementFigures {
  return figures
}
