package dev.passerelle.core.http.odata;

/** A small service in the three forms in which services publish themselves. */
final class Shapes {
  static final String V4 =
      """
      <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
       <edmx:DataServices>
        <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
         <EnumType Name="Stage"><Member Name="open"/><Member Name="closed"/></EnumType>
         <ComplexType Name="Place">
          <Property Name="City" Type="Edm.String" MaxLength="40"/>
         </ComplexType>
         <EntityType Name="Base" Abstract="true">
          <Key><PropertyRef Name="Id"/></Key>
          <Property Name="Id" Type="Edm.String" Nullable="false"/>
         </EntityType>
         <EntityType Name="Order" BaseType="shop.Base">
          <Property Name="Name" Type="Edm.String" MaxLength="100"/>
          <Property Name="Total" Type="Edm.Decimal" Precision="16" Scale="3"/>
          <Property Name="Number" Type="Edm.Int64"/>
          <Property Name="Paid" Type="Edm.Boolean"/>
          <Property Name="Day" Type="Edm.Date"/>
          <Property Name="At" Type="Edm.TimeOfDay"/>
          <Property Name="Changed" Type="Edm.DateTimeOffset" Precision="7"/>
          <Property Name="Uuid" Type="Edm.Guid"/>
          <Property Name="Stage" Type="shop.Stage"/>
          <Property Name="Place" Type="shop.Place"/>
          <Property Name="Rows" Type="Collection(shop.Place)"/>
          <NavigationProperty Name="_Item" Type="Collection(shop.Item)"/>
         </EntityType>
         <EntityType Name="Item">
          <Key><PropertyRef Name="OrderId"/><PropertyRef Name="Pos"/></Key>
          <Property Name="OrderId" Type="Edm.String" Nullable="false"/>
          <Property Name="Pos" Type="Edm.Int32" Nullable="false"/>
          <Property Name="Material" Type="Edm.String"/>
         </EntityType>
         <EntityContainer Name="C">
          <EntitySet Name="Orders" EntityType="shop.Order">
           <NavigationPropertyBinding Path="_Item" Target="Items"/>
          </EntitySet>
          <EntitySet Name="Items" EntityType="shop.Item"/>
         </EntityContainer>
        </Schema>
       </edmx:DataServices>
      </edmx:Edmx>
      """;

  static final String V2 =
      """
      <edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"
        xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">
       <edmx:DataServices m:DataServiceVersion="2.0">
        <Schema Namespace="shop" xmlns="http://schemas.microsoft.com/ado/2008/09/edm">
         <EntityType Name="Order">
          <Key><PropertyRef Name="Id"/></Key>
          <Property Name="Id" Type="Edm.String" Nullable="false" MaxLength="10"/>
          <Property Name="Name" Type="Edm.String" MaxLength="100"/>
          <Property Name="Total" Type="Edm.Decimal" Precision="16" Scale="3"/>
          <Property Name="Number" Type="Edm.Int64"/>
          <Property Name="Paid" Type="Edm.Boolean"/>
          <Property Name="Day" Type="Edm.DateTime"/>
          <Property Name="At" Type="Edm.Time"/>
          <Property Name="Changed" Type="Edm.DateTimeOffset"/>
          <Property Name="Uuid" Type="Edm.Guid"/>
          <NavigationProperty Name="to_Item" Relationship="shop.assoc_item"
            FromRole="From" ToRole="To"/>
         </EntityType>
         <EntityType Name="Item">
          <Key><PropertyRef Name="OrderId"/><PropertyRef Name="Pos"/></Key>
          <Property Name="OrderId" Type="Edm.String" Nullable="false"/>
          <Property Name="Pos" Type="Edm.Int32" Nullable="false"/>
          <Property Name="Material" Type="Edm.String"/>
         </EntityType>
         <Association Name="assoc_item">
          <End Type="shop.Order" Multiplicity="1" Role="From"/>
          <End Type="shop.Item" Multiplicity="*" Role="To"/>
          <ReferentialConstraint>
           <Principal Role="From"><PropertyRef Name="Id"/></Principal>
           <Dependent Role="To"><PropertyRef Name="OrderId"/></Dependent>
          </ReferentialConstraint>
         </Association>
         <EntityContainer Name="C" m:IsDefaultEntityContainer="true">
          <EntitySet Name="Orders" EntityType="shop.Order"/>
          <EntitySet Name="Items" EntityType="shop.Item"/>
          <AssociationSet Name="assoc_set" Association="shop.assoc_item">
           <End EntitySet="Orders" Role="From"/>
           <End EntitySet="Items" Role="To"/>
          </AssociationSet>
         </EntityContainer>
        </Schema>
       </edmx:DataServices>
      </edmx:Edmx>
      """;

  private Shapes() {}
}
