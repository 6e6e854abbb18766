"""What every page looks like: layout, theme, components, navigation. README.md lists the components."""
