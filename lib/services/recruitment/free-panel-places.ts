import { type Db, prisma } from '@/lib/db/client'
import { freePlaces } from '@/lib/db/recruitment/panel-places'

/** Frees the places of everyone who left, fell silent or took too long, in all panels of the server; how many. */
export const freePanelPlaces = (db: Db = prisma): Promise<number> => freePlaces(null, db)
