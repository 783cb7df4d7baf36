ALTER TABLE "adjudication" ADD COLUMN "undone_at" TIMESTAMPTZ(3);
