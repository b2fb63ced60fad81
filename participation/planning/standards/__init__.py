"""A plan in the shapes that other systems read: GeoJSON, XPlanung, XBeteiligung."""
