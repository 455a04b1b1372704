"""What is drawn: charts, processes, maps, photos, covers, cards and the fonts they are lettered in."""
