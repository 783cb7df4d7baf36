-- All texts and names so far are in one language, which is taken to be English until an admin says otherwise.
ALTER TABLE "project" ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "languages" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "project" ADD CONSTRAINT "project_languages_check" CHECK ("language" <> ALL ("languages"));

ALTER TABLE "rater" ADD COLUMN     "language" TEXT;

ALTER TABLE "shown_candidate" ADD COLUMN     "language" TEXT;

ALTER TABLE "document_version" ADD COLUMN     "language" TEXT,
ADD COLUMN     "of_version" INTEGER;
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_language_check" CHECK (("language" IS NULL) = ("of_version" IS NULL));

CREATE TABLE "class_translation" (
    "project_id" INTEGER NOT NULL,
    "class_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "other_names" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "gloss" TEXT,
    "note" TEXT,

    CONSTRAINT "class_translation_pkey" PRIMARY KEY ("project_id","class_id","language")
);

ALTER TABLE "class_translation" ADD CONSTRAINT "class_translation_project_id_class_id_fkey" FOREIGN KEY ("project_id", "class_id") REFERENCES "class"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
