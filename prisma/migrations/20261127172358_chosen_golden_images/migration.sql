ALTER TABLE "golden_draw" ADD COLUMN     "is_chosen" BOOLEAN NOT NULL DEFAULT false;
